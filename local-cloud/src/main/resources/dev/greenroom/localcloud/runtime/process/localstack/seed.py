"""Makes what LocalStack would make at its first start: the catalog of all services, and a certificate."""

from localstack import config
from localstack.aws.protocol.service_router import get_service_catalog
from localstack.utils.ssl import create_ssl_cert

config.dirs.mkdirs()
get_service_catalog()
create_ssl_cert()
