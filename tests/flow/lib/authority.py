"""authority.py -- a private certificate authority for one test: it issues certificates
for servers and machines, on request with false names or already expired."""
import os
import pathlib
import shutil
import subprocess

CONF = """[ca]
default_ca = d
[d]
dir = .
new_certs_dir = .
database = index
rand_serial = yes
unique_subject = no
default_md = sha256
policy = p
copy_extensions = copy
[p]
commonName = supplied
"""
ALWAYS = ("20000101000000Z", "20991231235959Z")  # valid even under a wrong clock
OVER = ("20000101000000Z", "20010101000000Z")


class Authority:
    """Authority(dir): dir/ca.pem; issue("server", names, …) makes dir/server.pem, .key"""

    def __init__(self, place, name="gangshao test CA"):
        self.dir = pathlib.Path(place)
        self.dir.mkdir(parents=True, exist_ok=True)
        self.ca = self.dir / "ca.pem"
        if self.ca.exists():
            return
        (self.dir / "ca.cnf").write_text(CONF)
        (self.dir / "index").touch()
        self._request("ca", name, "basicConstraints=critical,CA:TRUE",
                      "keyUsage=critical,keyCertSign,cRLSign")
        self._sign("ca", ALWAYS, "-selfsign")

    def _openssl(self, *words):
        r = subprocess.run(["openssl", *words], cwd=self.dir, text=True,
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if r.returncode:
            raise RuntimeError(r.stdout)

    def _request(self, base, name, *extensions):
        self._openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout",
                      "-out", f"{base}.key")
        os.chmod(self.dir / f"{base}.key", 0o600)
        more = [w for e in extensions for w in ("-addext", e)]
        self._openssl("req", "-new", "-key", f"{base}.key", "-subj", f"/CN={name}",
                      "-out", f"{base}.csr", *more)

    def _sign(self, base, when, *how):
        self._openssl("ca", "-batch", "-notext", "-config", "ca.cnf", "-keyfile",
                      "ca.key", "-in", f"{base}.csr", "-out", f"{base}.pem",
                      "-startdate", when[0], "-enddate", when[1],
                      *(how or ("-cert", "ca.pem")))

    def issue(self, base, cn="localhost", names="DNS:localhost,IP:127.0.0.1",
              when=ALWAYS):
        """Returns the path of the certificate; its key is beside it."""
        self._request(base, cn, "basicConstraints=CA:FALSE",
                      *([f"subjectAltName={names}"] if names else []))
        self._sign(base, when)
        return self.dir / f"{base}.pem"

    def install(self, base, data, owner=None):
        """Installs it as the server certificate of a cluster directory."""
        for end in ("pem", "key"):
            to = pathlib.Path(data) / f"server.{end}"
            shutil.copyfile(self.dir / f"{base}.{end}", to)
            os.chmod(to, 0o600)
            if owner:
                shutil.chown(to, owner, owner)
        to = pathlib.Path(data) / "ca.pem"
        shutil.copyfile(self.ca, to)
        os.chmod(to, 0o644)
        if owner:
            shutil.chown(to, owner, owner)
