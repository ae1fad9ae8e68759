@echo off
rem Builds Exina on first use; then runs it. To build again, delete cli\target.
setlocal
set "HERE=%~dp0"
set "JAR=%HERE%cli\target\exina.jar"
set "JAVA=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
    echo exina: no Java was found; install a JDK of version 17 or newer, or set JAVA_HOME to one 1>&2
    exit /b 2
)
if not exist "%JAR%" goto build
if not exist "%HERE%cli\target\lib" goto build
goto start

:build
echo exina: building ^(about a minute the first time; later starts skip this^) ... 1>&2
if not exist "%HERE%cli\target" mkdir "%HERE%cli\target"
set "MVN=mvn.cmd"
where mvn.cmd >nul 2>&1 || set "MVN=%HERE%mvnw.cmd"
pushd "%HERE%"
call "%MVN%" -B -DskipTests -Dmaven.test.skip=true -Dspotless.check.skip=true package > "%HERE%cli\target\build.log" 2>&1
set "STATUS=%ERRORLEVEL%"
popd
if not "%STATUS%"=="0" (
    echo exina: the build failed; all it said is in %HERE%cli\target\build.log 1>&2
    exit /b 1
)

:start
rem Counting reads fields piece by piece: it needs no more. EXINA_JAVA_OPTS may say otherwise.
set "HEAP="
if "%~1"=="count" set "HEAP=-Xmx1g"
rem Java's second compiler takes its time from the work: what takes a second goes without it, and for the rest it waits until a
rem method was called ten times as often as it waits for otherwise (docs/speed.md).
set "LATER=-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000 -XX:Tier4CompileThreshold=150000"
set "LATER=%LATER% -XX:Tier4BackEdgeThreshold=400000"
set "JIT=4"
for %%C in (help --help -h --version -V info) do if "%~1"=="%%C" set "JIT=1"
rem Nothing leaves the machine: whatever build of ONNX Runtime is used, it sends its maker nothing (SECURITY.md).
set "ORT_DISABLE_TELEMETRY=1"
"%JAVA%" -XX:+UseParallelGC -XX:TieredStopAtLevel=%JIT% %LATER% -Xshare:auto -Djava.awt.headless=true -Dstdout.encoding=UTF-8 %HEAP% %EXINA_JAVA_OPTS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%
