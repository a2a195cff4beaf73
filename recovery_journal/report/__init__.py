"""Values become text here: JSON, plain lines, terminal tables; nothing reads the journal."""
