FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 DATELINE_DATA=/data

RUN useradd --create-home --uid 10001 dateline && mkdir /data && chown dateline /data
WORKDIR /app

COPY requirements.txt .
RUN pip install --disable-pip-version-check --requirement requirements.txt

COPY . .
# Static files are part of the image; the key that this step is given signs nothing.
RUN DATELINE_DATA=/tmp/build DATELINE_SECRET_KEY=build DATELINE_STATIC=/app/static-collected \
    python manage.py collectstatic --noinput
ENV DATELINE_STATIC=/app/static-collected

USER dateline
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "script/healthy"]
CMD ["gunicorn", "portal.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "portal.worker.Worker", "--workers", "3", "--threads", "24", "--no-control-socket"]
