/* verb.h -- the verbs: the built-in ones, and those made from actions and queries.
 */
#ifndef VERB_H
#define VERB_H

#include "action/action.h"
#include "query/query.h"

#include "cli.h"

/* A built-in verb.  run reads its flags from args and returns the exit code. */
struct verb {
	const char *name;
	const char *usage; /* after the name */
	const char *help; /* N_() */
	enum cli_exit (*run)(struct cli *, struct args *);
};

extern const struct verb verbs[]; /* ends with a NULL name */
const struct verb *verb_named(const char *name);

enum cli_exit verb_action(struct cli *, struct args *, const struct action *);
enum cli_exit verb_query(struct cli *, struct args *, const struct query *);
enum cli_exit verb_help(struct cli *, struct args *);
enum cli_exit verb_queue(struct cli *, struct args *);
enum cli_exit verb_print(struct cli *, struct args *);
enum cli_exit verb_conf(struct cli *, struct args *);
enum cli_exit verb_status(struct cli *, struct args *);
enum cli_exit verb_password(struct cli *, struct args *);
enum cli_exit verb_detect(struct cli *, struct args *);
enum cli_exit verb_admin(struct cli *, struct args *);

void help_action(const struct action *);
void help_query(const struct query *);
void help_verb(const struct verb *);

#endif
