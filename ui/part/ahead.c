/* ahead.c -- type-ahead is never dropped, also across screens. */
#include "ui/part/ahead.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define MOST 1000

void
ahead_put(struct ahead *ahead, const struct key *key)
{
	struct key_ahead *kept;

	if (ahead->keys.n >= MOST)
		return;
	kept = vec_add(&ahead->keys);
	kept->key = *key;
	if (key->code == K_PASTE)
		kept->paste = xstrdup(key->paste);
}

void
ahead_play(struct ahead *ahead, struct ui *ui)
{
	struct ahead taken = *ahead;
	struct key_ahead *kept;

	*ahead = (struct ahead){ 0 };
	vec_each(kept, &taken.keys) {
		kept->key.paste = kept->paste;
		ui_key(ui, &kept->key);
	}
	ahead_release(&taken);
}

void
ahead_release(struct ahead *ahead)
{
	struct key_ahead *kept;

	vec_each(kept, &ahead->keys) {
		if (kept->paste)
			mem_wipe(kept->paste, strlen(kept->paste));
		free(kept->paste);
	}
	vec_release(&ahead->keys);
}
