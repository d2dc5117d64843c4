/* play.c -- plays a script: paints before every step; waits for words or, to dump, for rest. */
#include "ui/play.h"

#include <stdlib.h>

#define LOOK_EVERY 5
#define PATIENCE   10000

static void turn(void *arg, struct stamp now);

static void
again(struct play *play, int64_t due)
{
	loop_timer(play->loop, due, turn, play);
}

static void
end(struct play *play, int failed)
{
	play->failed = failed;
	loop_stop(play->loop);
}

/* A dump waits for the screen to come to rest: no answer, timer or draft under way. */
static bool
is_met(struct play *play)
{
	if (play->step == STEP_DUMP)
		return ui_is_quiet(play->ui);
	return play->step == STEP_KEY ||
	       script_shows(play->words) == (play->step == STEP_WAIT);
}

/* True: still waiting. */
static bool
waits(struct play *play, struct stamp now)
{
	if (is_met(play)) {
		if (play->step == STEP_DUMP)
			script_dump(stdout, play->words);
		play->step = STEP_KEY;
		return false;
	}
	if (now.mono < play->until) {
		again(play, now.mono + LOOK_EVERY);
		return true;
	}
	script_dump(stdout, play->words);
	(void)fprintf(stderr, "not ok - waited in vain for: %s\n", play->words);
	end(play, 1);
	return true;
}

static void
turn(void *arg, struct stamp now)
{
	struct play *play = arg;
	struct key key;
	int64_t wall, due = now.mono;
	enum step step;

	ui_paint(play->ui, now);
	if (waits(play, now))
		return;
	step = script_next(play->script, &key, &play->words);
	if (step == STEP_END) {
		end(play, 0);
		return;
	}
	if (step == STEP_KEY)
		ui_key(play->ui, &key);
	else if (step == STEP_SLEEP)
		due += strtol(play->words, NULL, 10);
	else if (step == STEP_CLOCK && stamp_parse(play->words, &wall))
		ui_fix_clock(play->ui, wall);
	else if (step == STEP_WAIT || step == STEP_GONE || step == STEP_DUMP)
		play->step = step;
	if (step == STEP_DUMP)
		ui_damage(play->ui, DAMAGE_ALL);
	play->until = now.mono + PATIENCE;
	again(play, due);
}

void
play_start(struct play *play, struct script *script, struct ui *ui, struct loop *loop)
{
	*play = (struct play){
		.script = script, .ui = ui, .loop = loop, .step = STEP_KEY
	};
	again(play, clock_now().mono);
}
