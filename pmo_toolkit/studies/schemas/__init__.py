"""Published schemas of the files that studies leave."""
