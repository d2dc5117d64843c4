/* serve.h -- serves the messages of the clients. */
#ifndef DESK_SERVE_H
#define DESK_SERVE_H

#include "desk.h"
#include "event.h"

/* Hears events (event.c). */
void serve_said(struct desk *, struct event *);

#endif
