"""Single neurons and the nets they make, from threshold logic to ADALINE."""
