"""Settings of a worker process a test starts: the suite's own, but vendors from the environment."""

from opsdesk.settings import env
from tests.settings import *  # noqa: F403

SHOPIFY_URL = env.str("OPSDESK_SHOPIFY_URL")
EASYPOST_URL = env.str("OPSDESK_EASYPOST_URL")
SENDGRID_URL = env.str("OPSDESK_SENDGRID_URL")
OPENAI_URL = env.str("OPSDESK_OPENAI_URL")
EXECUTION_LEASE_SECONDS = 1
