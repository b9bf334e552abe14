"""Commands about engagements: evaluations, lessons, roadmaps and presenting one."""
