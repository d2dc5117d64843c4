#include <signal.h>
#include <unistd.h>

#include "loop/loop.h"

#include "unit.h"

struct fixture {
	struct loop *loop;
	int fds[2];
	char heard[64]; /* one letter a call */
	int turns;
};

static void
hear(struct fixture *f, char c)
{
	size_t n = strlen(f->heard);

	if (n + 1 < sizeof f->heard) {
		f->heard[n] = c;
		f->heard[n + 1] = '\0';
	}
}

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);

	if (!f || pipe(f->fds) != 0)
		return -1;
	f->loop = loop_new();
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	loop_free(f->loop);
	close(f->fds[0]);
	close(f->fds[1]);
	free(f);
	return 0;
}

static void
stop(void *arg, struct stamp now)
{
	struct fixture *f = arg;

	(void)now;
	hear(f, 's');
	loop_stop(f->loop);
}

static void
stop_after(struct fixture *f, int ms)
{
	loop_timer(f->loop, clock_now().mono + ms, stop, f);
}

static void
tick(void *arg, struct stamp now)
{
	(void)now;
	hear(arg, 't');
}

static void
tock(void *arg, struct stamp now)
{
	(void)now;
	hear(arg, 'k');
}

static void
test_timers_fire_in_the_order_of_their_due_times(void **state)
{
	struct fixture *f = *state;
	int64_t now = clock_now().mono;

	loop_timer(f->loop, now - 5, tock, f);
	loop_timer(f->loop, now - 9, tick, f);
	stop_after(f, 10);
	loop_run(f->loop);
	assert_string_equal(f->heard, "tks");
	assert_true(clock_now().mono >= now + 10);
}

static void
test_arming_again_moves_a_timer_and_off_forgets_it(void **state)
{
	struct fixture *f = *state;
	int64_t now = clock_now().mono;

	loop_timer(f->loop, now, tick, f);
	loop_timer(f->loop, now + 100000, tick, f);
	loop_timer(f->loop, now, tock, f);
	loop_timer_off(f->loop, tock, f);
	loop_timer_off(f->loop, tock, f);
	stop_after(f, 5);
	loop_run(f->loop);
	assert_string_equal(f->heard, "s");
}

static void
again(void *arg, struct stamp now)
{
	struct fixture *f = arg;

	hear(f, 'a');
	loop_timer(f->loop, now.mono, again, f);
}

static void
count_turn(void *arg, struct stamp now)
{
	struct fixture *f = arg;

	(void)now;
	hear(f, '.');
	if (++f->turns == 3)
		loop_stop(f->loop);
}

static void
test_a_timer_that_arms_itself_for_now_cannot_hold_the_turn(void **state)
{
	struct fixture *f = *state;

	loop_before_sleep(f->loop, count_turn, f);
	loop_timer(f->loop, 0, again, f);
	loop_run(f->loop);
	assert_string_equal(f->heard, "a.a.a.");
}

static void
read_one(void *arg, int fd, unsigned got, struct stamp now)
{
	struct fixture *f = arg;
	char c;

	(void)now;
	assert_int_equal(got, LOOP_IN);
	if (read(fd, &c, 1) == 1)
		hear(f, c);
	else
		loop_stop(f->loop);
}

static void
test_a_descriptor_is_told_what_came_and_its_end(void **state)
{
	struct fixture *f = *state;

	loop_watch(f->loop, f->fds[0], LOOP_IN, read_one, f);
	assert_int_equal(write(f->fds[1], "xy", 2), 2);
	close(f->fds[1]);
	f->fds[1] = -1;
	loop_run(f->loop);
	assert_string_equal(f->heard, "xy");
}

static void
write_one(void *arg, int fd, unsigned got, struct stamp now)
{
	struct fixture *f = arg;

	(void)now;
	assert_int_equal(got, LOOP_OUT);
	hear(f, 'w');
	loop_watch(f->loop, fd, 0, NULL, NULL);
	loop_watch(f->loop, fd, 0, NULL, NULL);
	stop_after(f, 5);
}

static void
test_a_forgotten_descriptor_is_heard_no_more(void **state)
{
	struct fixture *f = *state;

	loop_watch(f->loop, f->fds[1], LOOP_OUT, write_one, f);
	loop_run(f->loop);
	assert_string_equal(f->heard, "ws");
}

static void
forget_other(void *arg, int fd, unsigned got, struct stamp now)
{
	struct fixture *f = arg;

	(void)got;
	(void)now;
	hear(f, 'o');
	loop_watch(f->loop, f->fds[0], 0, NULL, NULL);
	loop_watch(f->loop, f->fds[1], 0, NULL, NULL);
	(void)fd;
	stop_after(f, 5);
}

static void
test_a_handler_may_forget_another_that_is_ready(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(write(f->fds[1], "x", 1), 1);
	loop_watch(f->loop, f->fds[0], LOOP_IN, forget_other, f);
	loop_watch(f->loop, f->fds[1], LOOP_OUT, forget_other, f);
	loop_run(f->loop);
	assert_string_equal(f->heard, "os");
}

static void
gone(void *arg, int fd, unsigned got, struct stamp now)
{
	(void)fd;
	(void)now;
	assert_int_equal(got, LOOP_IN);
	hear(arg, 'g');
	stop_after(arg, 5);
}

static void
test_a_closed_descriptor_is_told_once_and_does_not_spin(void **state)
{
	struct fixture *f = *state;
	int fd = dup(f->fds[0]);

	loop_watch(f->loop, fd, LOOP_IN, gone, f);
	close(fd);
	loop_run(f->loop);
	assert_string_equal(f->heard, "gs");
}

static void
on_signal(void *arg, int number, struct stamp now)
{
	struct fixture *f = arg;

	(void)now;
	hear(f, number == SIGUSR1 ? '1' : 'h');
	if (number == SIGHUP)
		loop_stop(f->loop);
}

static void
raise_hup(void *arg, struct stamp now)
{
	(void)now;
	raise(SIGUSR1);
	hear(arg, 't'); /* not interrupted */
	raise(SIGHUP);
}

static void
test_signals_are_delivered_only_while_asleep(void **state)
{
	struct fixture *f = *state;

	loop_signal(f->loop, SIGUSR1, on_signal, f);
	loop_signal(f->loop, SIGHUP, on_signal, f);
	loop_timer(f->loop, 0, raise_hup, f);
	loop_run(f->loop);
	assert_true(strcmp(f->heard, "t1h") == 0 || strcmp(f->heard, "th") == 0);
}

static void
test_the_mask_of_signals_is_put_back(void **state)
{
	struct loop *loop = loop_new();
	sigset_t now;

	(void)state;
	loop_signal(loop, SIGUSR2, on_signal, NULL);
	sigprocmask(SIG_SETMASK, NULL, &now);
	assert_true(sigismember(&now, SIGUSR2));
	loop_free(loop);
	sigprocmask(SIG_SETMASK, NULL, &now);
	assert_false(sigismember(&now, SIGUSR2));
	loop_free(NULL);
}

static void
busy(void *arg, int fd, unsigned got, struct stamp now)
{
	struct fixture *f = arg;

	(void)fd;
	(void)got;
	(void)now;
	if (++f->turns == 3)
		raise(SIGHUP);
}

static void
test_a_busy_descriptor_cannot_starve_a_signal(void **state)
{
	struct fixture *f = *state;

	loop_signal(f->loop, SIGHUP, on_signal, f);
	loop_watch(f->loop, f->fds[1], LOOP_OUT, busy, f); /* always ready */
	stop_after(f, 2000);
	loop_run(f->loop);
	assert_string_equal(f->heard, "h");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_timers_fire_in_the_order_of_their_due_times),
		TEST(test_arming_again_moves_a_timer_and_off_forgets_it),
		TEST(test_a_timer_that_arms_itself_for_now_cannot_hold_the_turn),
		TEST(test_a_descriptor_is_told_what_came_and_its_end),
		TEST(test_a_forgotten_descriptor_is_heard_no_more),
		TEST(test_a_handler_may_forget_another_that_is_ready),
		TEST(test_a_closed_descriptor_is_told_once_and_does_not_spin),
		TEST(test_signals_are_delivered_only_while_asleep),
		TEST(test_the_mask_of_signals_is_put_back),
		TEST(test_a_busy_descriptor_cannot_starve_a_signal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
