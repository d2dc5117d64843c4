/* ui/play.h -- plays a script into the workstation, one step per turn of the loop. */
#ifndef UI_PLAY_H
#define UI_PLAY_H

#include "ui/term/script.h"
#include "ui/ui.h"

struct play {
	struct script *script;
	struct ui *ui;
	struct loop *loop;
	enum step step; /* under way: STEP_WAIT, STEP_GONE, STEP_DUMP; STEP_KEY: none */
	const char *words;
	int64_t until;
	int failed; /* 1: a wait timed out; the last screen is dumped */
};

/* Starts with the first turn; the loop stops at the end of the script. */
void play_start(struct play *, struct script *, struct ui *, struct loop *);

#endif
