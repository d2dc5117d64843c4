/* stack.c -- the open screens, the top one last.  Loops never nest: a help page is one more
 * screen, a picker is part of one.
 */
#include "base/str.h"

#include "ui/own.h"

struct screen *
ui_top(const struct ui *ui)
{
	return ui->stack.n ? ui->stack.v[ui->stack.n - 1] : NULL;
}

unsigned
ui_place(const struct ui *ui)
{
	const struct screen *top = ui_top(ui);
	unsigned place;

	if (!top)
		return 0;
	place = top->cls->place_now ? top->cls->place_now(top) : top->cls->place;
	if (place & (PLACE_READ | PLACE_FORM | PLACE_DONE) &&
	    operator_has(&ui->state.me, "r01"))
		place |= PLACE_HOTLINE;
	return place;
}

bool
ui_is_open(const struct ui *ui, const struct screen *screen)
{
	size_t i;

	for (i = 0; i < ui->stack.n; i++)
		if (ui->stack.v[i] == screen)
			return true;
	return false;
}

size_t
ui_depth(const struct ui *ui)
{
	return ui->stack.n;
}

struct screen *
ui_at(const struct ui *ui, size_t depth)
{
	return depth < ui->stack.n ? ui->stack.v[depth] : NULL;
}

struct screen *
ui_open(struct ui *ui, const char *name, const struct opening *opening)
{
	const struct screen_class *cls = screen_named(name);
	struct screen *screen = cls ? cls->open(ui, opening) : NULL;

	if (!screen)
		return NULL;
	vec_push(&ui->stack, screen);
	ui_damage(ui, DAMAGE_ALL);
	return screen;
}

static void
drop_timers(struct ui *ui, const struct screen *screen)
{
	size_t i;

	for (i = ui->timers.n; i-- > 0;)
		if (ui->timers.v[i]->screen == screen)
			ui_timer_off(ui, ui->timers.v[i]->screen, ui->timers.v[i]->fn);
}

void
ui_close(struct ui *ui, struct screen *screen)
{
	struct screen *top;
	size_t i;

	for (i = 0; i < ui->stack.n && ui->stack.v[i] != screen; i++)
		;
	if (i == ui->stack.n)
		return;
	vec_remove(&ui->stack, i);
	drop_timers(ui, screen);
	if (ui->prompt_for == screen)
		prompt_release(&ui->prompt);
	screen->cls->close(screen, ui);
	ui_damage(ui, DAMAGE_ALL);
	top = ui_top(ui);
	if (i == ui->stack.n && top && top->cls->back)
		top->cls->back(top, ui);
}

void
ui_raise(struct ui *ui, struct screen *screen)
{
	size_t i;

	for (i = 0; i < ui->stack.n && ui->stack.v[i] != screen; i++)
		;
	if (i == ui->stack.n)
		return;
	vec_remove(&ui->stack, i);
	vec_push(&ui->stack, screen);
	ui_damage(ui, DAMAGE_ALL);
}

void
stack_event(struct ui *ui, const struct event *event)
{
	VEC(struct screen *) known = { 0 };
	size_t i, j;

	for (i = 0; i < ui->stack.n; i++)
		vec_push(&known, ui->stack.v[i]);
	for (i = known.n; i-- > 0;)
		for (j = 0; j < ui->stack.n; j++)
			if (ui->stack.v[j] == known.v[i]) {
				if (known.v[i]->cls->event)
					known.v[i]->cls->event(known.v[i], ui, event);
				break;
			}
	vec_release(&known);
}

void
stack_save(struct ui *ui)
{
	size_t i;

	for (i = 0; i < ui->stack.n; i++)
		if (ui->stack.v[i]->cls->save)
			ui->stack.v[i]->cls->save(ui->stack.v[i], ui);
}

void
stack_release(struct ui *ui)
{
	struct screen *screen;

	while (ui->stack.n > 0) {
		screen = ui->stack.v[--ui->stack.n];
		drop_timers(ui, screen);
		screen->cls->close(screen, ui);
	}
	vec_release(&ui->stack);
	vec_release(&ui->timers);
}

/* -- timers -------------------------------------------------------------------------- */

static void
ring(void *arg, struct stamp now)
{
	struct screen_timer timer = *(struct screen_timer *)arg;

	timer.ui->now.mono = now.mono;
	ui_timer_off(timer.ui, timer.screen, timer.fn);
	timer.fn(timer.screen, timer.ui);
	ahead_play(timer.ui);
}

static struct screen_timer *
find_timer(struct ui *ui, const struct screen *screen, ui_timer_fn *fn, size_t *at)
{
	for (*at = 0; *at < ui->timers.n; (*at)++)
		if (ui->timers.v[*at]->screen == screen && ui->timers.v[*at]->fn == fn)
			return ui->timers.v[*at];
	return NULL;
}

void
ui_timer(struct ui *ui, struct screen *screen, int64_t in_ms, ui_timer_fn *fn)
{
	size_t at;
	struct screen_timer *timer = find_timer(ui, screen, fn, &at);

	if (!timer) {
		timer = xcalloc(1, sizeof *timer);
		*timer = (struct screen_timer){ ui, screen, fn };
		vec_push(&ui->timers, timer);
	}
	loop_timer(ui->loop, clock_now().mono + in_ms, ring, timer);
}

void
ui_timer_off(struct ui *ui, struct screen *screen, ui_timer_fn *fn)
{
	size_t at;
	struct screen_timer *timer = find_timer(ui, screen, fn, &at);

	if (!timer)
		return;
	loop_timer_off(ui->loop, ring, timer);
	vec_remove(&ui->timers, at);
	free(timer);
}
