"""What schedules there are, found the slow way: unit by unit, or by trying everything; no code of the scheduler."""

from functools import cache
from math import inf


class Story:
    """Tasks with all that they depend on and all that depends on them, directly or not, by key.

    A finished task (no units, no pins) is left out, and holds nothing back.
    """

    def __init__(self, tasks):
        self.tasks = {task.key: task for task in tasks if task.units or task.pins}
        direct = {key: [one for one in task.after if one in self.tasks] for key, task in self.tasks.items()}
        self.before = {key: set() for key in self.tasks}
        for _ in self.tasks:
            for key, keys in direct.items():
                self.before[key].update(keys, *(self.before[one] for one in keys))
        self.after = {key: [one for one in self.tasks if key in self.before[one]] for key in self.tasks}
        self.pinned = {key: sum(units for _, units in task.pins) for key, task in self.tasks.items()}
        self.free = {key: max(0, task.units - self.pinned[key]) for key, task in self.tasks.items()}
        self.last_pin = {key: max((day for day, _ in task.pins), default=-1) for key, task in self.tasks.items()}
        self.first_pin = {key: min((day for day, _ in task.pins), default=inf) for key, task in self.tasks.items()}

    def first(self, key):
        """The first day for the free units of a task; what is wholly pinned no longer waits for its release."""
        parts = {key, *self.before[key]}
        releases = [self.tasks[one].release for one in parts if self.free[one]]
        return max([0, *releases, *(self.last_pin[one] for one in self.before[key])])

    def last(self, key):
        """The last day for them, by their deadline and the deadlines and pins of what follows."""
        followers = self.after[key]
        deadlines = [max(self.tasks[one].deadline, self.last_pin[one]) for one in [key, *followers] if self.free[one]]
        return min([*deadlines, *(self.first_pin[one] for one in followers)])

    def pins_on(self, day):
        return sum(units for task in self.tasks.values() for on, units in task.pins if on == day)

    def left(self, room):
        """What the pins leave of each day."""
        return [max(0, units - self.pins_on(day)) for day, units in enumerate(room)]

    @property
    def pins_late(self):
        """The days by which pins alone are late."""
        return max([self.last_pin[key] - task.deadline for key, task in self.tasks.items() if task.pins] or [-inf])


def can_meet(tasks, room):
    """Whether every deadline can be met in this room: unit by unit, what is most urgent of what could be worked now.

    Urgent is what must end first, in units of room, so that all that follows can be worked after it.
    """
    story = Story(tasks)
    if story.pins_late > 0 or any(story.pins_on(day) > units for day, units in enumerate(room)):
        return False
    left = story.left(room)
    ends = {}
    for key in sorted(story.tasks, key=lambda one: -len(story.before[one])):
        followers = story.after[key]
        own = [sum(left[: max(0, story.tasks[key].deadline + 1)])] if story.free[key] else []
        pins = [sum(left[: story.first_pin[one] + 1]) for one in followers if story.first_pin[one] < inf]
        ends[key] = min([*own, *pins, *(ends[one] - story.free[one] for one in followers)], default=inf)
    rest = dict(story.free)
    slot = 0
    for day, units in enumerate(left):
        for _ in range(units):
            slot += 1
            ready = [
                key
                for key, task in story.tasks.items()
                if rest[key]
                and task.release <= day
                and all(not rest[one] and story.last_pin[one] <= day for one in story.before[key])
            ]
            if ready:
                key = min(ready, key=ends.__getitem__)
                rest[key] -= 1
                if slot > ends[key]:
                    return False
    return not any(rest.values())


def least_lateness(tasks, room):
    """The smallest greatest lateness in days that any schedule in this room has, and the smallest total with it.

    All that a pinned task depends on is finished by its first pin. None if no schedule at all does that.
    """
    story = Story(tasks)
    left = story.left(room)
    keys = sorted(story.tasks, key=lambda one: len(story.before[one]))
    known = {key: number for number, key in enumerate(keys)}

    @cache
    def total(day, rest, allowed):
        if not any(rest):
            return 0
        if day == len(left):
            return inf
        return min(cost + total(day + 1, then, allowed) for then, cost in days_work(day, rest, allowed))

    def days_work(day, rest, allowed):
        """What can be left after a day, and the lateness of what is finished on it."""
        found = [(rest, left[day], 0)]
        for number, key in enumerate(keys):
            found = [one for state in found for one in worked(day, number, key, *state, allowed)]
        return {(rest, cost) for rest, _, cost in found}

    def worked(day, number, key, rest, units, cost, allowed):
        yield rest, units, cost
        free = all(not rest[known[one]] and story.last_pin[one] <= day for one in story.before[key])
        if not free or day < story.tasks[key].release or any(day > story.first_pin[one] for one in story.after[key]):
            return
        for part in range(1, min(units, rest[number]) + 1):
            late = max(0, max(day, story.last_pin[key]) - story.tasks[key].deadline) if part == rest[number] else 0
            if late <= allowed:
                yield (*rest[:number], rest[number] - part, *rest[number + 1 :]), units - part, cost + late

    fixed = sum(
        max(0, story.last_pin[key] - task.deadline)
        for key, task in story.tasks.items()
        if task.pins and not story.free[key]
    )
    start = tuple(story.free[key] for key in keys)
    longest = len(room) - min([task.deadline for task in story.tasks.values()], default=0)
    for allowed in range(max(0, int(max(story.pins_late, 0))), max(longest, 0) + 1):
        if (found := total(0, start, allowed)) < inf:
            return allowed, found + fixed
    return None


def fewest_pieces(tasks, room):
    """The fewest pieces of less than four units that are no whole task, and with those the fewest in all.

    Every deadline must be met in this room. Units beside pinned ones of the same task are no piece of their own.
    """
    story = Story(tasks)
    left = story.left(room)
    keys = sorted(story.tasks, key=lambda one: len(story.before[one]))
    known = {key: number for number, key in enumerate(keys)}
    pins = {key: {day for day, _ in story.tasks[key].pins} for key in keys}

    @cache
    def cost(day, rest):
        if not any(rest):
            return 0, 0
        if day == len(left):
            return inf, inf
        return min((then[0] + now[0], then[1] + now[1]) for now, then in days_work(day, rest))

    def days_work(day, rest):
        found = [(rest, left[day], (0, 0))]
        for number, key in enumerate(keys):
            found = [one for state in found for one in worked(day, number, key, *state)]
        return [(now, cost(day + 1, then)) for then, _, now in found]

    def worked(day, number, key, rest, units, now):
        yield rest, units, now
        ready = all(not rest[known[one]] and story.last_pin[one] <= day for one in story.before[key])
        if ready and rest[number] and story.first(key) <= day <= story.last(key):
            for part in range(1, min(units, rest[number]) + 1):
                new = day not in pins[key]
                small = new and part < min(4, story.free[key])
                rests = (*rest[:number], rest[number] - part, *rest[number + 1 :])
                yield rests, units - part, (now[0] + small, now[1] + new)

    return cost(0, tuple(story.free[key] for key in keys))


def units_without_place(tasks, room, windows):
    """How many free units find no place if each must lie within its window (first, last): units matched to days.

    Tasks without a window can lie anywhere.
    """
    story = Story(tasks)
    left = story.left(room)
    days_of = []
    for key, (first, last) in windows.items():
        days_of += [range(max(0, first), min(last, len(left) - 1) + 1)] * story.free[key]
    taken = {day: [] for day in range(len(left))}

    def place(unit, seen):
        for day in days_of[unit]:
            if day in seen or not left[day]:
                continue
            seen.add(day)
            if len(taken[day]) < left[day]:
                taken[day].append(unit)
                return True
            for other in taken[day]:
                if place(other, seen):
                    taken[day].remove(other)
                    taken[day].append(unit)
                    return True
        return False

    return sum(not place(unit, set()) for unit in range(len(days_of)))
