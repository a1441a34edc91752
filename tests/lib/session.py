"""A shell in a terminal of its own, and what happened there, step by step."""

import fcntl
import os
import select
import struct
import sys
import termios
import time

# signal would load enum, which takes longer than all the rest of this.
import _signal as signal

from screen import Screen

DIED, TIMED_OUT, USAGE = 122, 124, 125
QUIET = 0.02            # no output for so long: the shell has settled
GRACE = 0.5             # ... and for so long if its state looks busy
STALL = 0.05            # later than asked for by so much: the machine stood still
PASTE = b'\x1b[?2004h', b'\x1b[?2004l'


class Stop(Exception):
    def __init__(self, status, reason):
        super().__init__(reason)
        self.status = status


def text_of(data):
    return data.decode('utf-8', 'surrogateescape')


def bytes_of(text):
    return text.encode('utf-8', 'surrogateescape')


def without_paste(data):
    for switch in PASTE:
        data = data.replace(switch, b'')
    return data


class Session:
    """A shell, its terminal, and the steps so far."""

    def __init__(self, options):
        self.ready = options.ready
        self.timeout = options.timeout
        self.steady = options.steady
        self.stood = 0          # seconds that this process got no time
        self.read = time.monotonic()    # when the clock was last read
        self.end = self.clock() + options.total
        self.screen = Screen(options.rows, options.cols)
        self.steps = []
        self.raw = b''          # of this step
        self.typed = b''        # in this step
        self.row = -1           # of the last prompt
        self.mode = None        # of the terminal at the first prompt
        self.marked = options.marks
        self.mark = options.mark
        self.marks = 0          # that came
        self.prompted = 0       # ... by the last prompt
        self.held = b''         # may be the beginning of one
        self.open = True
        self.status = None      # of the shell, once it has ended
        self.last = self.clock()
        self.start(options)

    def start(self, options):
        self.pid, self.master = os.forkpty()
        if self.pid == 0:
            become(options)
        os.set_blocking(self.master, False)

    def clock(self, waited=0):
        """Time that counts: while we stand still, nothing is silent or late.

        waited: so many seconds since it was last read were asked for.
        """
        now = time.monotonic()
        late = now - self.read - waited
        if late > STALL:
            self.stood += late
        self.read = now
        return now - self.stood

    def select(self, seconds):
        self.clock()
        ready = select.select([self.master], [], [], seconds)[0]
        self.clock(seconds)
        return ready

    # --- contact with the terminal ---

    def pump(self, seconds):
        """Read for at most seconds; whether anything came."""
        if not self.open:
            time.sleep(min(seconds, 0.002))
            self.reap()
            return False
        if not self.select(seconds):
            self.reap()
            return False
        try:
            data = os.read(self.master, 65536)
        except BlockingIOError:
            return False
        except OSError:         # EIO: nobody has the terminal open any more
            data = b''
        if not data:
            self.open = False
            return False
        self.last = self.clock()
        data = self.without_marks(data)
        self.raw += data
        self.screen.feed(data)
        replies, self.screen.replies = self.screen.replies, b''
        if replies:
            self.write(replies)
        return True

    def without_marks(self, data):
        parts = (self.held + data).split(self.mark)
        self.marks += len(parts) - 1
        data = b''.join(parts)
        n = len(self.mark) - 1
        while n > 0 and not data.endswith(self.mark[:n]):
            n -= 1
        self.held = self.mark[:n]
        return data[:len(data) - n]

    def reap(self):
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = status_of(status)

    def write(self, data):
        while data and self.open and self.status is None:
            ready = select.select([], [self.master], [], 0.05)[1]
            if ready:
                try:
                    data = data[os.write(self.master, data):]
                    continue
                except BlockingIOError:
                    pass
                except OSError:
                    self.open = False
            self.pump(0.01)
            self.check_time(self.end, 'typing')

    def type(self, data):
        self.typed += data
        self.last = self.clock()
        self.write(data)

    # --- waiting ---

    def check_time(self, end, what):
        if self.clock() > min(end, self.end):
            raise Stop(TIMED_OUT, 'timed out waiting for ' + what)

    def wait_until(self, done, what):
        end = self.clock() + self.timeout
        # What has come by now counts: reading is first.
        self.pump(0)
        while not done():
            self.check_time(end, what)
            self.pump(0.005)

    def ended(self):
        """The shell is gone and all it said has been read."""
        return self.status is not None and (not self.open or self.quiet(QUIET))

    def quiet(self, seconds):
        return self.clock() - self.last >= seconds

    def foreground(self):
        try:
            return os.tcgetpgrp(self.master)
        except OSError:
            return self.pid

    def settled(self):
        if not self.quiet(QUIET):
            return False
        return sleeps(self.foreground()) or self.quiet(GRACE)

    def at_prompt(self):
        if self.screen.row <= self.row or not self.quiet(self.steady):
            return False
        if not self.screen.before_cursor().endswith(self.ready):
            return False
        mode = termios.tcgetattr(self.master)[3] & termios.ICANON
        if self.marked:
            return self.marks > self.prompted and mode == 0
        if self.mode is None:
            self.mode = mode
        return self.settled() and (mode == self.mode or self.quiet(GRACE))

    def wait_prompt(self, what='the prompt'):
        """True at the next prompt, False if the shell ended instead."""
        self.wait_until(lambda: self.ended() or self.at_prompt(), what)
        gone = self.status is not None
        self.close_step(gone)
        return not gone

    # --- steps ---

    def close_step(self, gone):
        screen = self.screen
        first = screen.line_end(self.row) if self.row >= 0 else 0
        last = screen.line_start(screen.row)
        output = screen.text(first, last)
        prompt = '' if first > last else screen.before_cursor()
        if gone:
            output, prompt = output + [prompt] if prompt else output, ''
        self.steps.append({
            'line': text_of(self.line()), 'output': '\n'.join(output),
            'prompt': prompt, 'raw': text_of(without_paste(self.raw))})
        self.row = screen.row
        self.prompted = self.marks
        self.raw = self.typed = b''

    def line(self):
        return self.typed[:-1] if self.typed[-1:] == b'\r' else self.typed

    def finish(self):
        """Hang up; leave no process of the session behind."""
        if self.raw or self.typed:
            self.close_step(True)
        session = members(self.pid)
        os.close(self.master)
        end = time.monotonic() + 1
        while self.status is None and time.monotonic() < end:
            self.reap()
            time.sleep(0.002)
        for pid in session + members(self.pid):
            kill(pid, signal.SIGKILL)
        if self.status is None:
            self.status = status_of(os.waitpid(self.pid, 0)[1])


def become(options):
    """In the child: turn into the shell."""
    try:
        size = struct.pack('HHHH', options.rows, options.cols, 0, 0)
        fcntl.ioctl(0, termios.TIOCSWINSZ, size)
        # Ignored signals are inherited: INT, of a test in the background.
        for signum in set(range(1, 32)) - {signal.SIGKILL, signal.SIGSTOP}:
            signal.signal(signum, signal.SIG_DFL)
        if options.cwd:
            os.chdir(options.cwd)
            os.environ['PWD'] = options.cwd
        os.environ['TERM'] = options.term
        for name in options.unset:
            os.environ.pop(name, None)
        os.environ.update(pair.split('=', 1) for pair in options.env)
        os.execvp(options.command[0], options.command)
    except Exception as error:
        os.write(2, bytes_of('pty: %s: %s\n' % (options.command[0], error)))
    os._exit(127)


def status_of(status):
    if os.WIFSIGNALED(status):
        return 128 + os.WTERMSIG(status)
    return os.WEXITSTATUS(status)


def proc_stat(pid):
    """State, parent, group, session ... of a process; [] if not known."""
    try:
        with open('/proc/%d/stat' % pid, 'rb') as stat:
            return stat.read().rpartition(b')')[2].split()
    except OSError:
        return []


def sleeps(pid):
    return proc_stat(pid)[:1] in ([], [b'S'], [b't'], [b'T'])


def members(session):
    try:
        pids = [int(name) for name in os.listdir('/proc') if name.isdigit()]
    except OSError:
        return [session]
    return [pid for pid in pids if proc_stat(pid)[3:4] == [b'%d' % session]]


def kill(pid, signum):
    try:
        os.kill(pid, signum)
    except OSError:
        pass
