/* ui/part/prompt.h -- one line typed at the bottom, with completion.
 */
#ifndef UI_PART_PROMPT_H
#define UI_PART_PROMPT_H

#include <stdbool.h>

#include "form/edit.h"

#include "ui/term/draw.h"
#include "ui/term/keys.h"

struct prompt {
	char label[160];
	struct edit *edit;
	const char *const *words; /* NULL-terminated; NULL: no completion */
	size_t shown; /* the completion shown */
	char stem[64]; /* the text before the first Tab */
};

enum prompt_end { PROMPT_ON, PROMPT_DONE, PROMPT_LEFT };

void prompt_start(struct prompt *, const char *label, const char *text,
		  const char *const *words);
void prompt_release(struct prompt *);
bool prompt_is_on(const struct prompt *);
enum prompt_end prompt_act(struct prompt *, enum act, const struct key *);
void prompt_draw(const struct prompt *, struct canvas line);

/* Applies an editing act common to all text fields.  False: not one of them. */
bool edit_act(struct edit *, enum act, const struct key *, int columns);

#endif
