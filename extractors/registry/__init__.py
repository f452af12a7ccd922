"""Korean institutions as plain data: which institution a name means, on a day and in a region."""

from extractors.registry.check import Checked, add_file, check_names, user_files
from extractors.registry.entries import HEADER, TYPES, Entry, RegistryError
from extractors.registry.lookup import Registry, Resolution, Surface, load_registry

__all__ = [
    "HEADER",
    "TYPES",
    "Checked",
    "Entry",
    "Registry",
    "RegistryError",
    "Resolution",
    "Surface",
    "add_file",
    "check_names",
    "load_registry",
    "user_files",
]
