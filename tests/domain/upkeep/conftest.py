from tests.foundation.post.conftest import mailbox

__all__ = ["mailbox"]
