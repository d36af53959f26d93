"""What the data set says of itself: DCAT, VoID, CSVW, schema.org."""
