/* pass.h -- leave to open this desk without the centre. */
#ifndef DESK_PASS_H
#define DESK_PASS_H

#include <stdint.h>

#include "base/clock.h"
#include "base/err.h"

#include "desk.h"
#include "event.h"

/* Whether the operator may open this store, or return to it, without the centre.  LATER:
 * only after the centre was reached; err says why. */
enum verdict pass_judge(struct desk *, struct stamp now, struct err *) MUST;
/* The centre was tried and not reached: records when offline work began; reported in the
 * next greeting. */
void pass_alone(struct desk *);
/* The centre has refused the store's password: the pass is void until a greeting. */
void pass_denied(struct desk *);
/* Wall: when the pass ends; 0: unknown, or there is none. */
int64_t pass_until(const struct desk *);

/* Hears events (event.c). */
void pass_made(struct desk *, struct event *);
void pass_tick(struct desk *, struct event *);
void pass_admitted(struct desk *, struct event *);
void pass_greeted(struct desk *, struct event *);
void pass_ended(struct desk *, struct event *);

#endif
