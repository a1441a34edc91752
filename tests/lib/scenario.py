"""The scenario that pty plays, line by line, and its command line."""

import fcntl
import os
import struct
import sys
import termios
import time

import _signal as signal

from session import (DIED, QUIET, USAGE, Session, Stop, bytes_of, text_of)

ESCAPES = {b't': b'\t', b'r': b'\r', b'n': b'\n', b'e': b'\x1b', b'b': b'\b',
           b'\\': b'\\'}
HEX = b'0123456789abcdefABCDEF'


def fail_usage(reason):
    print('pty: %s' % reason, file=sys.stderr)
    sys.exit(USAGE)


def unescape(data):
    parts = []
    while True:
        text, backslash, data = data.partition(b'\\')
        parts.append(text)
        if not backslash:
            return b''.join(parts)
        code, digits = data[:1], data[1:3]
        if code == b'x' and len(digits) == 2 and not digits.strip(HEX):
            parts.append(bytes([int(digits, 16)]))
            data = data[3:]
        elif code in ESCAPES:
            parts.append(ESCAPES[code])
            data = data[1:]
        else:
            raise ValueError('unknown escape \\%s' % text_of(code))


# --- the scenario ---

def do_line(session, data):
    session.type(data + b'\r')
    session.wait_prompt('the prompt after %r' % text_of(data))


def do_key(session, data):
    session.type(unescape(data))
    time.sleep(QUIET)
    session.wait_until(lambda: session.ended() or session.settled(), 'silence')


def do_raw(session, data):
    do_key(session, data.replace(b'\\', b'\\\\'))


def do_send(session, data):
    session.type(data + b'\r')


def do_prompt(session, data):
    session.wait_prompt()


def do_wait(session, data):
    text = text_of(data)

    def there():
        first = session.screen.line_end(session.row) if session.row >= 0 else 0
        return session.ended() or any(
            text in line for line in session.screen.text(first))
    session.wait_until(there, repr(text))


def do_touch(session, data):
    os.close(os.open(data, os.O_CREAT | os.O_WRONLY, 0o666))


def do_sleep(session, data):
    end = session.clock() + float(data)
    while session.clock() < end:
        session.check_time(session.end, 'the end of @sleep')
        session.pump(0.01)


def do_resize(session, data):
    rows, cols = [int(n) for n in data.split()]
    size = struct.pack('HHHH', rows, cols, 0, 0)
    session.screen.rows, session.screen.cols = rows, cols
    fcntl.ioctl(session.master, termios.TIOCSWINSZ, size)
    do_key(session, b'')


def do_eof(session, data):
    session.type(b'\x04')
    session.wait_prompt('the end of the shell')


def do_signal(session, data):
    signum = getattr(signal, 'SIG' + text_of(data))
    os.killpg(session.foreground(), signum)


def do_ready(session, data):
    session.ready = text_of(data)


def do_marks(session, data):
    session.marked = True


def do_unmarked(session, data):
    session.marked = False


def do_timeout(session, data):
    session.timeout = float(data)


CHECKS = {'key': unescape, 'sleep': float, 'timeout': float,
          'resize': lambda data: [int(n) for n in data.split()][1],
          'signal': lambda data: getattr(signal, 'SIG' + text_of(data))}


def parse_line(number, line):
    if not line.startswith(b'@') or line.startswith(b'@@'):
        return number, do_line, line[1:] if line.startswith(b'@') else line
    name, _, rest = line[1:].partition(b' ')
    name = text_of(name)
    action = globals().get('do_' + name)
    if name.startswith('#'):
        return None
    if name == 'line' or action is None:
        fail_usage('scenario:%d: unknown directive @%s' % (number, name))
    try:
        CHECKS.get(name, len)(rest)
    except (ValueError, IndexError, AttributeError) as error:
        fail_usage('scenario:%d: @%s: %s' % (number, name, error))
    return number, action, rest


def parse(data):
    lines = data.split(b'\n')
    if lines[-1] == b'':
        lines.pop()
    actions = [parse_line(n, line) for n, line in enumerate(lines, 1)]
    return [action for action in actions if action]


def play(session, actions):
    session.wait_prompt('the first prompt')
    for number, action, data in actions:
        if session.status is not None:
            raise Stop(DIED, 'scenario:%d: the shell had ended (status %d)'
                       % (number, session.status))
        try:
            action(session, data)
        except Stop as stop:
            raise Stop(stop.status, 'scenario:%d: %s' % (number, stop))
    return session.status or 0


# --- output ---

def transcript(session, options):
    if options.json:
        import json
        keys = ('line', 'output', 'prompt', 'raw')[:4 if options.raw else 3]
        steps = [{k: step[k] for k in keys} for step in session.steps]
        return json.dumps(steps, indent=1) + '\n'
    if options.raw:
        return ''.join(step['raw'] for step in session.steps)
    lines = session.screen.text(0)
    while lines and not lines[-1]:
        lines.pop()
    return ''.join(line + '\n' for line in lines)


def save(steps, directory):
    os.makedirs(directory, exist_ok=True)
    for number, step in enumerate(steps):
        for key, name in (('line', 'line'), ('output', 'out'),
                          ('prompt', 'prompt'), ('raw', 'raw')):
            path = os.path.join(directory, '%d.%s' % (number, name))
            with open(path, 'wb') as out:
                out.write(bytes_of(step[key]))


class Options:
    """What the words before SHELL say."""

    values = {'cwd': str, 'save': str, 'term': str, 'ready': str,
              'mark': lambda text: unescape(bytes_of(text)),
              'rows': int, 'cols': int, 'timeout': float, 'total': float,
              'steady': float}
    lists, switches = ('env', 'unset'), ('json', 'raw', 'marks')

    def __init__(self, words):
        self.cwd = self.save = None
        self.env, self.unset = [], []
        self.json = self.raw = self.marks = False
        self.mark = b'\x1e\x1f'
        self.term, self.ready, self.rows, self.cols = 'dumb', '=> ', 24, 1000
        self.timeout, self.total, self.steady = 20, 120, QUIET
        words = list(words)
        while words and words[0].startswith('--'):
            self.take(words.pop(0)[2:], words)
        self.command = words
        if not words:
            fail_usage('no shell named')

    def take(self, name, words):
        if name in self.switches:
            setattr(self, name, True)
        elif not words or name not in self.lists and name not in self.values:
            fail_usage('--%s: no such option, or nothing behind it' % name)
        elif name in self.lists:
            getattr(self, name).append(words.pop(0))
        else:
            try:
                setattr(self, name, self.values[name](words.pop(0)))
            except ValueError as error:
                fail_usage('--%s: %s' % (name, error))


def main():
    options = Options(sys.argv[1:])
    actions = parse(sys.stdin.buffer.read())
    session = Session(options)
    try:
        status = play(session, actions)
    except Stop as stop:
        status = stop.status
        sys.stderr.write('pty: %s\n' % stop)
    finally:
        session.finish()
    sys.stdout.buffer.write(bytes_of(transcript(session, options)))
    if options.save:
        save(session.steps, options.save)
    return status
