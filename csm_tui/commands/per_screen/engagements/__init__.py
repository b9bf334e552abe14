"""Commands of the screens that show engagements: evaluations, lessons and roadmaps."""
