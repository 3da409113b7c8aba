"""What tickets of a service desk show, and what they cannot show."""
