"""What a report says: a file for each kind of subject lists its sections in order, and each section has a file."""
