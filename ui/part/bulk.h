/* ui/part/bulk.h -- the result of an action on several tickets: reported once all are
 * settled, with the reason of each refusal.
 */
#ifndef UI_PART_BULK_H
#define UI_PART_BULK_H

#include "base/vec.h"

#include "ui/ui.h"

struct bulk {
	VEC(struct bulk_op { char op[UUID_TEXT]; }) open;
	size_t done, refused;
	char why[300]; /* number and reason of each refusal, as far as they fit */
};

void bulk_kept(struct bulk *, const json_t *kept);
void bulk_settled(struct bulk *, struct ui *, const struct event *);
void bulk_release(struct bulk *);

#endif
