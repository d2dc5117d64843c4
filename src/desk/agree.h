/* agree.h -- the comparison of the desk's ledger with the centre's. */
#ifndef DESK_AGREE_H
#define DESK_AGREE_H

#include <stdbool.h>

#include "wire/message.h"

#include "desk.h"
#include "event.h"

/* Whether no operation may be sent yet: the first comparison on this link is under way. */
bool agree_blocks(const struct desk *);
/* Fills the comparison's part of a report: the last result, the operations sent again. */
void agree_describe(const struct desk *, struct msg_link *);

/* Hears events (event.c). */
void agree_made(struct desk *, struct event *);
void agree_turn(struct desk *, struct event *);
void agree_welcome(struct desk *, struct event *);
void agree_admitted(struct desk *, struct event *);
void agree_greeted(struct desk *, struct event *);
void agree_up(struct desk *, struct event *);
void agree_fell(struct desk *, struct event *);
void agree_settled(struct desk *, struct event *);
void agree_ended(struct desk *, struct event *);

#endif
