/* ui/part/bulk.h -- what became of an act on several tickets: told once all are settled,
 * and of each that was not taken, why.
 */
#ifndef UI_PART_BULK_H
#define UI_PART_BULK_H

#include "base/vec.h"

#include "ui/ui.h"

struct bulk {
	VEC(struct bulk_op { char op[UUID_TEXT]; }) open;
	size_t done, refused;
	char why[300]; /* number and reason of each that was refused, as far as it fits */
};

void bulk_kept(struct bulk *, const json_t *kept);
void bulk_settled(struct bulk *, struct ui *, const struct event *);
void bulk_release(struct bulk *);

#endif
