/* ahead.c -- keeps keys typed before their screen knows what they mean.
 *
 * 1. A key whose effect depends on an answer under way is kept, and so is every key after
 *    it; they are applied in order once the answer has come.  So the result does not depend
 *    on the speed of typing.
 * 2. The operator is never locked in: Esc twice drops the kept keys, and so does half a
 *    minute without an answer; a message says so.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

#include "ui/own.h"

enum { MOST = 4000, SAY_MS = 2000, GIVE_UP_MS = 30000, ESC_MS = 1000 };

static void no_answer(void *arg, struct stamp now);

/* What works without the answer, whatever it will be. */
static bool
is_free(enum act act)
{
	return act == ACT_CALL || act == ACT_REDRAW || act == ACT_SUSPEND;
}

static bool
waits(struct ui *ui, const struct key *key)
{
	const struct screen *top = ui_top(ui);
	enum act act = keys_act(ui_place(ui), key);

	if (!top || !top->cls->waits || prompt_is_on(&ui->prompt) || is_free(act))
		return false;
	return top->cls->waits(top, ui, act);
}

static void
put(struct ui *ui, const struct key *key)
{
	struct key_ahead *kept;

	if (ui->ahead.n >= MOST) {
		ui_say(ui, FACE_BAD, _("%d keys wait for an answer; no more are kept."),
		       (int)MOST);
		return;
	}
	if (ui->ahead.n == 0) {
		ui->ahead_since = ui->now.mono;
		loop_timer(ui->loop, ui->now.mono + SAY_MS, no_answer, ui);
	}
	kept = vec_add(&ui->ahead);
	kept->key = *key;
	if (key->code == K_PASTE)
		kept->paste = xstrdup(key->paste);
}

static void
release(struct key_ahead *kept)
{
	if (kept->paste)
		mem_wipe(kept->paste, strlen(kept->paste));
	free(kept->paste);
}

void
ahead_drop(struct ui *ui)
{
	struct key_ahead *kept;

	vec_each(kept, &ui->ahead)
		release(kept);
	vec_clear(&ui->ahead);
	loop_timer_off(ui->loop, no_answer, ui);
}

void
ahead_release(struct ui *ui)
{
	ahead_drop(ui);
	vec_release(&ui->ahead);
}

static void
give_up(struct ui *ui)
{
	size_t n = ui->ahead.n;

	ahead_drop(ui);
	ui_say(ui, FACE_BAD,
	       _("No answer came: the %zu keys typed meanwhile are not applied."), n);
}

static void
no_answer(void *arg, struct stamp now)
{
	struct ui *ui = arg;

	ui->now.mono = now.mono;
	if (now.mono - ui->ahead_since >= GIVE_UP_MS) {
		give_up(ui);
		return;
	}
	ui_say(ui, FACE_WARN,
	       _("Waiting for an answer; %zu keys are kept for it. Esc twice gives "
		 "them up."),
	       ui->ahead.n);
	loop_timer(ui->loop, ui->ahead_since + GIVE_UP_MS, no_answer, ui);
}

static bool
is_way_out(const struct ui *ui, const struct key *key)
{
	return key->code == K_ESC && ui->ahead.n > 0 &&
	       ui->ahead.v[ui->ahead.n - 1].key.code == K_ESC &&
	       ui->now.mono - ui->ahead_since >= ESC_MS;
}

bool
ahead_takes(struct ui *ui, const struct key *key)
{
	if (ui->ahead.n == 0 && !waits(ui, key))
		return false;
	if (is_way_out(ui, key))
		give_up(ui);
	else
		put(ui, key);
	return true;
}

void
ahead_play(struct ui *ui)
{
	struct key_ahead kept;

	while (ui->ahead.n > 0 && !waits(ui, &ui->ahead.v[0].key)) {
		kept = ui->ahead.v[0];
		vec_remove(&ui->ahead, 0);
		if (ui->ahead.n == 0)
			loop_timer_off(ui->loop, no_answer, ui);
		kept.key.paste = kept.paste;
		ui_key_now(ui, &kept.key);
		release(&kept);
	}
}
