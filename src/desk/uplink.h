/* uplink.h -- the link to the centre. */
#ifndef DESK_UPLINK_H
#define DESK_UPLINK_H

#include <stdint.h>

#include "base/clock.h"
#include "base/json.h"

#include "wire/message.h"

#include "gate/pipe.h"

#include "desk.h"
#include "event.h"

/* The state of the link, as the clients see it. */
enum link_state uplink_now(const struct desk *);
/* Fills the link's part of a report: state, since, text, host, args (borrowed). */
void uplink_describe(const struct desk *, struct msg_link *);
/* Grows whenever the state or the text changes. */
unsigned uplink_changes(const struct desk *);

/* Where calls go; NULL unless the link is up. */
struct pipe *uplink_pipe(const struct desk *);
/* The centre's last greeting; NULL: none yet. */
const json_t *uplink_hello(const struct desk *);
/* By how many ms the centre's clock is ahead; 0: not known. */
int64_t uplink_skew(const struct desk *);

/* Dials with the candidate password, else with the store's. */
void uplink_dial(struct desk *, struct stamp now);
/* Closes the link or the dialling, without an event. */
void uplink_close(struct desk *);

/* Hears events (event.c). */
void uplink_made(struct desk *, struct event *);
void uplink_fell(struct desk *, struct event *);
void uplink_unwanted(struct desk *, struct event *);
void uplink_ended(struct desk *, struct event *);

#endif
