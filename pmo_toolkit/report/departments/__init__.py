"""The page of a department: what it is asked, and what it has answered."""
