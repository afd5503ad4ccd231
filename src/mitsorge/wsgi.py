import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from mitsorge.foundation.calm import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mitsorge.settings")
application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)
settle()
