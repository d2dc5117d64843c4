/* action/part.h -- predicates on what a ticket contains (a dispute, persons, notices,
 * documents): an action that needs one is offered only where the ticket has it. */
#ifndef ACTION_PART_H
#define ACTION_PART_H

#include "model/ticket.h"

bool ticket_is_disputed(const struct ticket *);
bool ticket_is_undisputed(const struct ticket *);
bool ticket_is_paused(const struct ticket *);
bool ticket_has_joined(const struct ticket *); /* a party who joined later */
bool ticket_has_several(const struct ticket *); /* several joint complainants */
bool ticket_has_agent(const struct ticket *);
bool ticket_has_notice(const struct ticket *); /* one that can be retracted */
bool ticket_has_document(const struct ticket *); /* one that is not void */
bool ticket_is_published(const struct ticket *);

#endif
