"""What the app is made of: the ways between screens, and the commands that work everywhere."""
