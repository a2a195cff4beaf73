"""What a person's own entries say, each with the number of entries behind it; pure functions."""
