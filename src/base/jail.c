/* jail.c -- one table of forbidden calls, compiled into a seccomp filter: no library, hardly
 * any memory, some tens of nanoseconds per call.
 * Law: a deny-list.  It closes known ways out; other barriers keep strangers out.
 * A desk inherits its starter's filter, so the workstation forbids no more than the desk.
 */
#include "base/jail.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/mem.h"

enum { SEAT = 1 << JAIL_SEAT, DESK = 1 << JAIL_DESK, BOTH = SEAT | DESK };

static const struct {
	unsigned call, whom;
} given_up[] = {
	/* other programs: the workstation starts its desk by execve */
	{ SYS_execve, DESK },
	{ SYS_execveat, BOTH },
	/* other processes' memory and descriptors */
	{ SYS_ptrace, BOTH },
	{ SYS_process_vm_readv, BOTH },
	{ SYS_process_vm_writev, BOTH },
	{ SYS_pidfd_getfd, BOTH },
	{ SYS_kcmp, BOTH },
	/* other views of the machine */
	{ SYS_mount, BOTH },
	{ SYS_umount2, BOTH },
	{ SYS_pivot_root, BOTH },
	{ SYS_chroot, BOTH },
	{ SYS_unshare, BOTH },
	{ SYS_setns, BOTH },
	{ SYS_open_by_handle_at, BOTH },
	/* the kernel's own workings */
	{ SYS_bpf, BOTH },
	{ SYS_perf_event_open, BOTH },
	{ SYS_userfaultfd, BOTH },
	{ SYS_io_uring_setup, BOTH },
	{ SYS_add_key, BOTH },
	{ SYS_request_key, BOTH },
	{ SYS_keyctl, BOTH },
	{ SYS_init_module, BOTH },
	{ SYS_finit_module, BOTH },
	{ SYS_kexec_load, BOTH },
};

/* The kinds of socket that are left; a look-up of names asks by netlink. */
static const unsigned sockets[] = { AF_UNIX, AF_INET, AF_INET6, AF_NETLINK };

#if defined(__x86_64__)
#define ARCH	AUDIT_ARCH_X86_64
#define FOREIGN 0x40000000u /* numbers of the x32 kind */
#elif defined(__aarch64__)
#define ARCH	AUDIT_ARCH_AARCH64
#define FOREIGN 0xffffffffu
#else
#define ARCH	0
#define FOREIGN 0xffffffffu
#endif

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define WATCHED 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(WATCHED)
enum { FILTERS = 0 }; /* the leak checker looks into its own program by ptrace */
#else
enum { FILTERS = ARCH != 0 };
#endif

#define SAY(verdict) (struct sock_filter) BPF_STMT(BPF_RET | BPF_K, (verdict))
#define LOAD(field)                                             \
	(struct sock_filter) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, \
				      (unsigned)offsetof(struct seccomp_data, field))
#define IF(test, value, yes, no) \
	(struct sock_filter) BPF_JUMP(BPF_JMP | (test) | BPF_K, value, yes, no)

enum { NO = SECCOMP_RET_ERRNO | EPERM };

/* Each pair: "is it this one?" and what follows. */
static size_t
compile(struct sock_filter *f, unsigned whom)
{
	size_t i, n = 0;

	f[n++] = LOAD(arch);
	f[n++] = IF(BPF_JEQ, ARCH, 1, 0);
	f[n++] = SAY(NO);
	f[n++] = LOAD(nr);
	f[n++] = IF(BPF_JGE, FOREIGN, 0, 1);
	f[n++] = SAY(NO);
	for (i = 0; i < ARRAY_LEN(given_up); i++) {
		if (!(given_up[i].whom & whom))
			continue;
		f[n++] = IF(BPF_JEQ, given_up[i].call, 0, 1);
		f[n++] = SAY(NO);
	}
	f[n++] = IF(BPF_JEQ, SYS_socket, 1, 0);
	f[n++] = SAY(SECCOMP_RET_ALLOW);
	f[n++] = LOAD(args[0]);
	for (i = 0; i < ARRAY_LEN(sockets); i++) {
		f[n++] = IF(BPF_JEQ, sockets[i], 0, 1);
		f[n++] = SAY(SECCOMP_RET_ALLOW);
	}
	f[n++] = SAY(NO);
	return n;
}

static bool
filter(unsigned whom)
{
	struct sock_filter f[10 + 2 * (ARRAY_LEN(given_up) + ARRAY_LEN(sockets))];
	const struct sock_fprog program = { (unsigned short)compile(f, whom), f };

	/* without the brake that older kernels put on a filtered program */
	return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
		       SECCOMP_FILTER_FLAG_SPEC_ALLOW, &program) == 0 ||
	       prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

bool
jail_enter(enum jail who)
{
	static const struct rlimit none = { 0, 0 };

	(void)setrlimit(RLIMIT_CORE, &none);
	(void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return false;
	return FILTERS && filter(1u << who);
}
