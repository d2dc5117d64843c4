/* ui/part/ahead.h -- keys typed before a screen could take them: kept, then played. */
#ifndef UI_PART_AHEAD_H
#define UI_PART_AHEAD_H

#include "base/vec.h"

#include "ui/ui.h"

struct ahead {
	VEC(struct key_ahead {
		struct key key;
		char *paste; /* of a K_PASTE; owned */
	})
	keys;
};

void ahead_put(struct ahead *, const struct key *);
/* Takes them out and types them anew; the screen that kept them may go meanwhile. */
void ahead_play(struct ahead *, struct ui *);
void ahead_release(struct ahead *);

#endif
