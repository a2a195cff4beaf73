"""Developer tools: translations, the README's key table and picture, and measurements."""
