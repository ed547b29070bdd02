# Asks the VOMS C library (libvomsapi.so.1) what a fully verifying service would make of the proxy in X509_USER_PROXY,
# with X509_VOMS_DIR and X509_CERT_DIR. Prints the FQANs and exits 0, or prints the reason and exits 1.
import ctypes
import sys


class Voms(ctypes.Structure):  # struct voms of voms_apic.h
    _fields_ = [
        ("siglen", ctypes.c_int),
        ("signature", ctypes.c_void_p),
        ("user", ctypes.c_char_p),
        ("userca", ctypes.c_char_p),
        ("server", ctypes.c_char_p),
        ("serverca", ctypes.c_char_p),
        ("voname", ctypes.c_char_p),
        ("uri", ctypes.c_char_p),
        ("date1", ctypes.c_char_p),
        ("date2", ctypes.c_char_p),
        ("type", ctypes.c_int),
        ("std", ctypes.c_void_p),
        ("custom", ctypes.c_char_p),
        ("datalen", ctypes.c_int),
        ("version", ctypes.c_int),
        ("fqan", ctypes.POINTER(ctypes.c_char_p)),
    ]


class Vomsdata(ctypes.Structure):
    _fields_ = [
        ("cdir", ctypes.c_char_p),
        ("vdir", ctypes.c_char_p),
        ("data", ctypes.POINTER(ctypes.POINTER(Voms))),
    ]


lib = ctypes.CDLL("libvomsapi.so.1")
lib.VOMS_Init.restype = ctypes.POINTER(Vomsdata)
lib.VOMS_ErrorMessage.restype = ctypes.c_char_p
data = lib.VOMS_Init(None, None)
error = ctypes.c_int(0)
found = lib.VOMS_RetrieveFromProxy(0, data, ctypes.byref(error))
if not found:
    print(lib.VOMS_ErrorMessage(data, error, None, 0).decode("latin-1"))
    sys.exit(1)
for ac in data.contents.data:
    if not ac:
        break
    for fqan in ac.contents.fqan:
        if fqan is None:
            break
        print(fqan.decode("latin-1"))
