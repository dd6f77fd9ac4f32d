/set mode shmkit -quiet
/set prompt shmkit '\njshell> ' '   ...> '
/set format shmkit display ''
/set format shmkit display '{name} ==> {value}%n' expression,varvalue,vardecl,varinit,assignment-added,modified,replaced-ok
/set format shmkit display '|  {name} is declared%n' class,interface,enum,annotation,record,method-added,modified,replaced-ok
/set format shmkit display '|  {name} is declared, and can be used once{unresolved} is%n' class,interface,enum,annotation,record,method,vardecl,varinit-added,modified,replaced-defined,notdefined
