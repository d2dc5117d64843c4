/* action/part.h -- what a ticket has of its own that a step can be about: a dispute, a
 * person, an entry, a document.  A step that has nothing to be about is not offered. */
#ifndef ACTION_PART_H
#define ACTION_PART_H

#include "model/ticket.h"

bool ticket_is_disputed(const struct ticket *);
bool ticket_is_undisputed(const struct ticket *);
bool ticket_is_paused(const struct ticket *);
bool ticket_has_joined(const struct ticket *); /* somebody who came of his own */
bool ticket_has_several(const struct ticket *); /* who complain together */
bool ticket_has_agent(const struct ticket *);
bool ticket_has_notice(const struct ticket *); /* that can be taken back */
bool ticket_has_document(const struct ticket *); /* that is not void */
bool ticket_is_published(const struct ticket *);

#endif
