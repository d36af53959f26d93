"""The names of a document's persons, encrypted so that only who has the document can read them.

    document's bytes, names  ->  seal  ->  bytes  ->  unseal with the same document  ->  names

The key is a keyed BLAKE2b digest of the document's own bytes: it stands nowhere, and does not follow from the SHA-256
that the graph publishes. AES-256-GCM (NIST SP 800-38D) also tells when a byte was changed. The nonce is a digest of
what is sealed: the same names of the same document give the same bytes, and two different lists never share a nonce.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from hashlib import blake2b

from dhrgraph.errors import DhrGraphError

_FOR_KEY, _FOR_NONCE = b"dhrgraph names", b"dhrgraph nonce"
_NONCE = 12  # bytes: SP 800-38D, 5.2.1.1
_BLOCK = 1_024  # what is sealed fills whole blocks, so that its length does not tell how many names there are


class SealError(DhrGraphError):
    """What is sealed was not sealed with this document, or was changed since."""


def seal(document: bytes, names: Iterable[Iterable[str]]) -> bytes:
    """`names`, each the words of one name, for who has the `document`.

    Example:
        >>> sealed = seal(b"the review", [("ada", "king")])
        >>> b"king" in sealed, [sorted(name) for name in unseal(b"the review", sealed)]
        (False, [['ada', 'king']])
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    told = json.dumps(sorted(sorted(set(name)) for name in names), ensure_ascii=False).encode()
    told += b" " * (-len(told) % _BLOCK)
    key = _key(document)
    nonce = blake2b(told, key=key, person=_FOR_NONCE, digest_size=_NONCE).digest()
    return nonce + AESGCM(key).encrypt(nonce, told, None)


def unseal(document: bytes, sealed: bytes) -> frozenset[frozenset[str]]:
    """The names that were sealed with the same document.

    Raises:
        SealError: it was another document, or a byte is not as it was.

    Example:
        >>> unseal(b"another review", seal(b"the review", []))
        Traceback (most recent call last):
        ...
        dhrgraph.pipeline.cache.sealed.SealError: the kept names were not sealed with this document
    """
    return opener(document)(sealed)


def opener(document: bytes) -> Callable[[bytes], frozenset[frozenset[str]]]:
    """`unseal` for several lists sealed with one document: its key is made once, and known to the function alone."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    cipher = AESGCM(_key(document))

    def opened(sealed: bytes) -> frozenset[frozenset[str]]:
        try:
            told = cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], None)
        except (InvalidTag, ValueError) as problem:
            raise SealError("the kept names were not sealed with this document") from problem
        return frozenset(frozenset(name) for name in json.loads(told))

    return opened


def _key(document: bytes) -> bytes:
    return blake2b(document, key=_FOR_KEY, digest_size=32).digest()
