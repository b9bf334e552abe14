"""What can be done on several screens, whichever shows the client, activity or file."""
