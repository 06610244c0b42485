# syntax=docker/dockerfile:1
# Contentum CRM+ as an image: the one binary, a user without rights, and a volume for the data.
# It runs with a read-only root:
#   docker run --read-only --cap-drop ALL --security-opt no-new-privileges \
#     -p 3000:3000 -v contentum:/data contentum

FROM rust:1.95-bookworm AS build
# Node only brings wasm-opt; Debian 12's own is too old.
COPY --from=node:22-bookworm-slim /usr/local/bin/node /usr/local/bin/node
COPY --from=node:22-bookworm-slim /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /src

# The tools change seldom: their layer depends on the scripts and the lock file alone.
COPY Cargo.lock ./
COPY scripts scripts
RUN scripts/setup.sh

COPY . .
RUN scripts/build.sh \
 && install -D -m 0755 target/contentum /out/usr/local/bin/contentum \
 && install -d -m 0700 -o 10001 -g 10001 /out/data

FROM debian:bookworm-slim
COPY --from=build /out/ /
COPY LICENSE-MIT LICENSE-APACHE /usr/share/doc/contentum/
USER 10001:10001
ENV CONTENTUM_DATA=/data CONTENTUM_LISTEN=0.0.0.0:3000
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
ENTRYPOINT ["contentum"]
CMD ["serve"]
