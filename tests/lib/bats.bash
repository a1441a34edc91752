# shellcheck shell=bash disable=SC2034
# What bats does in another way here; loaded by every file of tests.

# --- where a test failed

# bats notes the stack before every command, lest one fail, which is most of
# what a test costs.  Where it can be noted once a command has failed, it is.
if declare -F bats_capture_stack_trace bats_check_status_from_trap \
    bats_error_trap bats_timeout_trap >/dev/null; then
    set +T
    bats_error_trap() {
        bats_check_status_from_trap "$?"
        [ -n "${BATS_DEBUG_LAST_STACK_TRACE_IS_VALID-}" ] ||
            bats_capture_stack_trace
        BATS_DEBUG_LAST_STACK_TRACE_IS_VALID=1
    }
    bats_timeout_trap() {
        bats_capture_stack_trace
        BATS_DEBUG_LAST_STACK_TRACE_IS_VALID=1 BATS_TIMED_OUT=1
        exit 1
    }
fi

# --- what ends a test that hangs

# A test may be over before what bats starts to watch it has set its trap: then
# the signal that ends the watch is lost, and bats waits until it is over, or
# the pid is another's.  So it has nothing of bats open, and is told until it
# is gone.
if declare -F bats_start_timeout_countdown bats_abort_timeout_countdown \
    >/dev/null; then
    eval "watch_$(declare -f bats_start_timeout_countdown)"
    bats_start_timeout_countdown() {
        watch_bats_start_timeout_countdown "$@" >/dev/null 2>&1 3>&- 4>&-
    }
    bats_abort_timeout_countdown() {
        while kill -ABRT "$1" 2>/dev/null; do :; done
    }
fi
