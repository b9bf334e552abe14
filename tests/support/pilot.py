"""A pilot that waits until the app has nothing left to do.

Textual's own takes an app for idle when the process has used little CPU for 20 ms. On a busy machine this is so as well
when the process was not given any, and then a test looks too early.
"""

import asyncio
import unicodedata
from typing import Any

from textual import events
from textual.app import App
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot

from csm_tui.textual_patches.idle import wait_until_idle

PATIENCE_SECONDS = 30.0  # a key takes seconds where many programs share a processor


async def pause(pilot: Pilot[Any], delay: float | None = None) -> None:
    """Wait until all messages have had their effect and all is laid out and painted. Timers and threads are not
    waited for."""
    if delay is not None:
        await asyncio.sleep(delay)
    app = pilot.app
    end = asyncio.get_running_loop().time() + PATIENCE_SECONDS
    while app.is_running and not app._exit and (not _all_wait(app) or await _caught_up(app)):
        assert asyncio.get_running_loop().time() < end, "the app does not come to rest"
        await asyncio.sleep(0)


def _all_wait(app: App[Any]) -> bool:
    """Whether the app and all widgets in front have handled their messages, and wait for the next one."""
    ready = (pump._message_queue.ready_event for pump in (app, *app.screen.walk_children(with_self=True)))
    return all(event._waiters and not event.is_set() for event in ready)


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Type keys one right behind the other, each when the one before it has had its effect, as from a terminal."""
    for key in keys:
        pilot.app.post_message(typed(key))
        async with asyncio.timeout(PATIENCE_SECONDS):  # an app that has ended hands nothing on any more
            await wait_until_idle(pilot.app)
    await pause(pilot)


async def _caught_up(app: App[Any]) -> bool:
    """Do now what waits for a timer: the next resize, scroll, layout or paint. Whether there was any."""
    screen = app.screen
    if app._resize_timer is not None:
        app._check_resize()
    elif app._batch_count:
        await asyncio.sleep(0.001)
    elif app.animator._animations:
        app.animator()
    elif screen.is_current and (
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    ):
        screen._on_timer_update()
    else:
        return False
    return True


def typed(key: str) -> events.Key:
    """The event of a key by its name, such as "ctrl+s" or "full_stop", or by what it types."""
    name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
    try:
        char = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(name, name)))
    except KeyError:
        char = key if len(key) == 1 else ""
    return events.Key(name, char or None)
