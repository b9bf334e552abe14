"""Values of time: days, hours, times of a day, months, quarters and holidays, as they are typed and shown."""
