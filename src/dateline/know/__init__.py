"""What an analyst knows, kept as data that a user can read, correct and extend."""
