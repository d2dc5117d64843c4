/* ui/part/publication.h -- what is public of a ticket. */
#ifndef UI_PART_PUBLICATION_H
#define UI_PART_PUBLICATION_H

#include "model/ticket.h"

#include "ui/part/sheet.h"

/* Its publications, the withdrawn ones with the reason; nothing where there are none. */
void publication_put(const struct ticket *, struct sheet *, int cols);
/* The text as the centre would publish it now, and what forbids that; nothing where the
 * ticket is not to be published. */
void publication_put_draft(const struct ticket *, struct sheet *, int cols);

#endif
