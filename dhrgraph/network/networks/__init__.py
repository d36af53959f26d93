"""Networks: what is joined to what, two-sided or of one side, and as files for other tools."""
