@echo off
rem SQL over Weights & Biases on the command line: -h shows what can be asked.
setlocal
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" -XX:+UseG1GC -XX:TieredStopAtLevel=1 -Djava.awt.headless=true --enable-native-access=ALL-UNNAMED -cp "%~dp0..\lib\*" io.github.wandbjdbc.shell.WandbSql %*
exit /b %errorlevel%
