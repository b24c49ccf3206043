#!/bin/bash
# Starts the driver or an executor as the entrypoint.sh of Spark's own images does: Kubernetes gives the
# arguments, Spark the environment.
set -euo pipefail

case ${1:-} in
  driver)
    shift
    exec /opt/spark/bin/spark-submit \
      --conf "spark.driver.bindAddress=$SPARK_DRIVER_BIND_ADDRESS" \
      --conf "spark.executorEnv.SPARK_DRIVER_POD_IP=$SPARK_DRIVER_BIND_ADDRESS" \
      --deploy-mode client "$@"
    ;;
  executor)
    classes=${SPARK_CLASSPATH:-}:/opt/spark/jars/*
    [[ -z ${SPARK_EXTRA_CLASSPATH:-} ]] || classes+=:$SPARK_EXTRA_CLASSPATH
    [[ -z ${HADOOP_CONF_DIR:-} ]] || classes=$HADOOP_CONF_DIR:$classes
    [[ -z ${SPARK_CONF_DIR:-} ]] || classes=$SPARK_CONF_DIR:$classes
    options=()
    for ((i = 0; ; i++)); do
      option=SPARK_JAVA_OPT_$i
      [[ -v $option ]] || break
      options+=("${!option}")
    done
    exec /opt/java/bin/java "${options[@]}" "-Xms$SPARK_EXECUTOR_MEMORY" "-Xmx$SPARK_EXECUTOR_MEMORY" \
      -cp "$classes${SPARK_DIST_CLASSPATH:+:$SPARK_DIST_CLASSPATH}:$PWD" \
      org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend \
      --driver-url "$SPARK_DRIVER_URL" \
      --executor-id "$SPARK_EXECUTOR_ID" \
      --cores "$SPARK_EXECUTOR_CORES" \
      --app-id "$SPARK_APPLICATION_ID" \
      --hostname "$SPARK_EXECUTOR_POD_IP" \
      --resourceProfileId "$SPARK_RESOURCE_PROFILE_ID" \
      --podName "$SPARK_EXECUTOR_POD_NAME"
    ;;
  *) exec "$@" ;;
esac
