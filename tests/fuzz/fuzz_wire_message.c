/* Whatever a peer writes: framed, decoded by every reader, loaded into every form. */
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <unistd.h>

#include "form/form.h"

#include "action/action.h"
#include "wire/message.h"
#include "wire/wire.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
read_all(json_t *m)
{
	struct msg_link l;
	struct msg_no no;
	struct msg_settled s;
	struct msg_rows r;
	struct msg_ask a;
	struct msg_draft d;
	struct msg_op op;
	struct msg_kept k;
	char words[200];
	size_t i;

	(void)msg_read_link(&l, m);
	if (msg_read_no(&no, m))
		msg_words(words, sizeof words, no.text, no.args);
	(void)msg_read_settled(&s, m);
	(void)msg_read_ask(&a, m);
	if (msg_read_rows(&r, m))
		rows_free(rows_read(query_named("counters"), r.rows));
	for (i = 0; i < msg_count(m) && i < 4; i++) {
		(void)msg_read_op(&op, m, i);
		(void)msg_read_kept(&k, m, i);
	}
	(void)msg_read_draft(&d, m);
}

static void
load_all(json_t *m)
{
	const struct action *a = action_named("register");
	struct form *f = action_form(a, NULL, 0);
	struct ticket t;
	struct command c;

	form_restore(f, m);
	form_load(f, m);
	if (command_seal(&c, a, f, NULL, 0, NULL) == DONE)
		command_release(&c);
	form_free(f);
	if (ticket_read(&t, m))
		ticket_release(&t);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int fd[2];
	struct wire *w;
	json_t *m;

	if (size > 60000 || socketpair(AF_UNIX, SOCK_STREAM, 0, fd) < 0)
		return 0;
	w = wire_new(fd[0]);
	if (write(fd[1], data, size) == (ssize_t)size) {
		close(fd[1]);
		while (wire_receive(w, &m) == DONE) {
			read_all(m);
			load_all(m);
			json_decref(m);
		}
	} else {
		close(fd[1]);
	}
	wire_free(w);
	if (json_read(&m, (const char *)data, size, NULL) == DONE) {
		read_all(m);
		load_all(m);
		json_decref(m);
	}
	return 0;
}
